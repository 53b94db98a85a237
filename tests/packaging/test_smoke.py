"""What the smoke test takes for a write outside a person's folders, and for a call over a network."""

from pathlib import Path

import pytest

import smoke


@pytest.fixture
def trial(tmp_path: Path) -> smoke.Trial:
    scratch = tmp_path / "trial"
    scratch.mkdir()
    return smoke.Trial(["guided"], scratch)


@pytest.mark.parametrize(
    ("line", "fine"),
    [  # as strace tells it
        ('7 openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3', True),
        ('7 openat(AT_FDCWD, "HOME/.config/guided/x", O_WRONLY|O_CREAT, 0600) = 3', True),
        ('7 openat(AT_FDCWD, "x.pdf", O_WRONLY|O_CREAT, 0600) = 3', True),
        ('7 openat(AT_FDCWD, "/dev/null", O_RDWR) = 3', True),
        ('7 openat(AT_FDCWD, "/var/x", O_WRONLY|O_CREAT, 0600) = -1 EACCES (Permission denied)', True),
        ('7 openat(AT_FDCWD, "/var/x", O_WRONLY|O_CREAT, 0600) = 3', False),
        ('7 mkdir("/var/x", 0700) = 0', False),
        ('7 connect(4, {sa_family=AF_UNIX, sun_path="/run/x"}, 20) = 0', True),
        (
            '7 connect(4, {sa_family=AF_INET, sin_port=htons(631), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
            True,
        ),
        (
            '7 connect(4, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("9.9.9.9")}, 16) = 0',
            False,
        ),
    ],
)
def test_a_write_elsewhere_and_a_call_are_seen(trial: smoke.Trial, line: str, fine: bool) -> None:
    (trial.trace / "1").write_text(line.replace("HOME", str(trial.home)) + "\n")
    if fine:
        assert smoke.nothing_else(trial) == "1 calls of the system"
    else:
        with pytest.raises(smoke.Failed):
            smoke.nothing_else(trial)
