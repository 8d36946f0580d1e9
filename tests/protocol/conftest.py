"""The source documents, as the knowledge tests read them."""

from hypothesis import HealthCheck, settings

from tests.knowledge.conftest import source_lines

# On a busy machine an example may take its time: no property here is one of speed.
settings.register_profile("any-speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-speed")

__all__ = ["source_lines"]
