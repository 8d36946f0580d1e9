"""The shell around Rasa: training, serving, actions in the same process, logs without patients' words."""
