"""The safety file: hazards, traceability, diagrams and sheets for clinicians, made from the data.

Pure code over data: nothing here is needed while the assistant runs. ``python -m bot safety`` writes
``docs/safety/``; a test says so where what is written there no longer fits the data.
"""
