"""What is told of several starts of several copies."""

from start_times import Start, held_mb, table


def test_the_middle_start_is_compared_with_that_of_the_first_copy() -> None:
    told = table(
        {
            "checkout": [Start(2.0, 150.0), Start(1.0, 140.0), Start(9.0, 160.0)],
            "build/guided": [Start(1.0, 130.0), Start(1.5, 120.0), Start(0.5, 140.0)],
        }
    )
    assert told.splitlines()[2:] == ["| checkout | 2.00 | 1.00 | 150 |", "| guided | 1.00 | 0.50 | 130 |"]


def test_memory_is_the_share_that_the_kernel_tells() -> None:
    assert (
        held_mb("55d0-7ffe ---p 00000000 00:00 0 [rollup]\nRss: 9000 kB\nPss:     1000 kB\nPss_Dirty: 5 kB\n")
        == 1.024
    )
