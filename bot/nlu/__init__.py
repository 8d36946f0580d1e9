"""Understands what patients write: findings with assertion, severity, times, people and answers."""
