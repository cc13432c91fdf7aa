"""What the client scripts share: a deadline, awaiting, and a last line that says that all was seen."""
import signal
import sys
import time


def limit(seconds):
    """Ends the script with an error when it takes longer."""

    def out_of_time(*_):
        raise SystemExit("did not end within %d s" % seconds)

    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(seconds)


def check(condition, what):
    if not condition:
        raise AssertionError(what)
    print("seen:", what)


def await_until(condition, what, seconds=20):
    """Asks again until the condition holds; only for states that no client call waits for."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            print("seen:", what)
            return
        time.sleep(0.05)
    raise AssertionError("not within %d s: %s" % (seconds, what))


def done():
    print("all seen")
    sys.stdout.flush()
