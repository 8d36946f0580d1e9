"""How fast and big the assistant is, beside a stock Rasa assistant in the same run (docs/performance.md)."""
