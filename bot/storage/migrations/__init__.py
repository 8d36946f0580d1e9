"""Migrations of the database (Alembic); `run.py` runs them."""
