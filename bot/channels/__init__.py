"""Rasa input channels: the REST contract, the chat page and health, and the guards before them."""
