"""Conversation tests: whole conversations as YAML that anyone can write, played against the real assistant.

The format is that of Rasa's end-to-end test cases with assertions of our own (docs/conversation-tests.md).
"""
