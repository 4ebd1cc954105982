"""A full outbox is drained in order of due time, over a killed sender; nothing is lost."""

from tests.benchmarks.bench_outbox import bench_outbox


def test_a_killed_drain_is_taken_up_in_order_and_loses_nothing():
    figures = bench_outbox(90)

    assert figures["lost"] == 0
    assert figures["duplicates"] <= 1
    assert figures["in_order"]
    assert figures["states"] == "sent 90"
    assert 0 < figures["sent_before_kill"] < 90
