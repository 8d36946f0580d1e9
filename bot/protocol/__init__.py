"""The triage protocol: rules, questions and steps as data, and a pure engine over them.

Nothing here knows of Rasa, of the clock or of the network.
"""
