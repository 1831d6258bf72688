"""Sealed bytes: what comes out is what went in, and whatever is changed, cut, moved or put in does not open."""

import resource
import secrets
import tracemalloc

import pytest

from heard.files.sealing import (
    AHEAD,
    CHUNK,
    HEADER,
    MARK,
    TAG,
    Opened,
    Sealer,
    Spoiled,
    new_key,
    plain_size,
    sealed_size,
)

PLACE = "a" * 32
EACH = CHUNK + TAG


def sealed(data: bytes, key: bytes, place: str = PLACE, pieces: int = 7000) -> bytes:
    out = bytearray()
    sealer = Sealer(key, place, out.extend)
    for start in range(0, len(data), pieces):
        sealer.add(data[start : start + pieces])
    sealer.finish()
    return bytes(out)


def opened(data: bytes, key: bytes, place: str = PLACE) -> Opened:
    return Opened(key, place, lambda start, length: data[start : start + length], len(data))


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, (AHEAD + 2) * CHUNK + 5], ids=str
)
def test_what_comes_out_is_what_went_in(size):
    data, key = secrets.token_bytes(size), new_key()
    kept = sealed(data, key)
    assert len(kept) == sealed_size(size)
    assert plain_size(len(kept)) == size
    assert opened(kept, key).read() == data
    assert b"".join(opened(kept, key).pieces()) == data


def test_it_is_read_anywhere():
    data, key = secrets.token_bytes(5 * CHUNK + 100), new_key()
    file = opened(sealed(data, key), key)
    file.seek(-50, 2)
    assert file.read() == data[-50:]
    file.seek(CHUNK - 10)
    assert file.read(20) == data[CHUNK - 10 : CHUNK + 10]
    file.seek(9 * CHUNK)
    assert file.read() == b""


def test_nothing_of_the_content_is_seen_in_it():
    kept = sealed(b"The child is called Sam. " * 4000, new_key())
    assert b"Sam" not in kept
    assert kept.startswith(MARK)


def test_the_same_content_is_sealed_differently_each_time():
    key = new_key()
    assert sealed(b"same", key)[HEADER:] != sealed(b"same", key)[HEADER:]


def chunks(kept: bytes) -> tuple[bytes, list[bytes]]:
    return kept[:HEADER], [kept[at : at + EACH] for at in range(HEADER, len(kept), EACH)]


SPOILT = {
    "a bit of the content": lambda head, parts: (
        head + bytes([parts[0][0] ^ 1]) + parts[0][1:] + b"".join(parts[1:])
    ),
    "a bit of the header": lambda head, parts: head[:-1] + bytes([head[-1] ^ 1]) + b"".join(parts),
    "another mark": lambda head, parts: b"HEARD-SEALED-2\n\x00" + head[len(MARK) :] + b"".join(parts),
    "the last chunk is gone": lambda head, parts: head + b"".join(parts[:-1]),
    "the last bytes are gone": lambda head, parts: head + b"".join(parts)[:-5],
    "the first chunk is gone": lambda head, parts: head + b"".join(parts[1:]),
    "two chunks change places": lambda head, parts: head + parts[1] + parts[0] + b"".join(parts[2:]),
    "a chunk is there twice": lambda head, parts: head + parts[0] + b"".join(parts),
    "bytes are put at the end": lambda head, parts: head + b"".join(parts) + b"more",
    "a chunk's worth is put at the end": lambda head, parts: head + b"".join(parts) + bytes(EACH),
    "only the header is left": lambda head, parts: head,
    "nothing is left": lambda head, parts: b"",
}


@pytest.mark.parametrize("how", SPOILT)
def test_whatever_is_done_to_it_is_seen(how):
    key = new_key()
    head, parts = chunks(sealed(secrets.token_bytes(3 * CHUNK + 777), key))
    with pytest.raises(Spoiled):
        opened(SPOILT[how](head, parts), key).read()


def test_an_empty_file_cannot_be_put_in_anothers_place():
    key = new_key()
    kept = sealed(b"", key)
    with pytest.raises(Spoiled):
        opened(kept[:-1] + bytes([kept[-1] ^ 1]), key).read()


def test_another_key_opens_nothing():
    with pytest.raises(Spoiled):
        opened(sealed(b"Dear Jo", new_key()), new_key()).read()


def test_another_place_opens_nothing():
    key = new_key()
    with pytest.raises(Spoiled):
        opened(sealed(b"Dear Jo", key), key, "b" * 32).read()


def test_a_chunk_of_another_file_under_the_same_key_is_not_taken():
    key = new_key()
    one, two = (chunks(sealed(secrets.token_bytes(2 * CHUNK + 9), key)) for _ in range(2))
    with pytest.raises(Spoiled):
        opened(one[0] + one[1][0] + two[1][1] + one[1][2], key).read()


def test_nothing_of_a_spoiled_chunk_is_given_out():
    key = new_key()
    kept = bytearray(sealed(secrets.token_bytes(2 * CHUNK), key))
    kept[HEADER + EACH + 5] ^= 1
    pieces = opened(bytes(kept), key).pieces()
    assert len(next(pieces)) == CHUNK
    with pytest.raises(Spoiled):
        next(pieces)


def test_200_megabytes_are_sealed_and_opened_in_four(tmp_path):
    path, key, piece = tmp_path / "sealed", new_key(), bytes(CHUNK)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    with path.open("wb") as out:
        sealer = Sealer(key, PLACE, out.write)
        for _ in range(200 * 16):
            sealer.add(piece)
        sealer.finish()
    with path.open("rb") as file:

        def read_at(start, length):
            file.seek(start)
            return file.read(length)

        size = sum(len(piece) for piece in Opened(key, PLACE, read_at, path.stat().st_size).pieces())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size == 200 * 1024 * 1024
    assert most < 4 * 1024 * 1024
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # in kilobytes
