"""How fast and how big the assistant is, beside a stock Rasa assistant in the same run (docs/performance.md)."""
