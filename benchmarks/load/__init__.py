"""Many people who chat at human pace, each checked for the right level (`make bench-load`)."""
