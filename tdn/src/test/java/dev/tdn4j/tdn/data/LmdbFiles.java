package dev.tdn4j.tdn.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** Writes LMDB files with LMDB itself. */
final class LmdbFiles {

    private LmdbFiles() {}

    /** A file without a folder of its own, as Python's {@code lmdb.open(path, subdir=False)} makes. */
    static void write(Path file, SortedMap<String, byte[]> entries) throws IOException {
        try (Env<byte[]> environment = Env.create(ByteArrayProxy.PROXY_BA)
                .setMapSize(1 << 28)
                .open(file.toFile(), EnvFlags.MDB_NOSUBDIR)) {
            Dbi<byte[]> database = environment.openDbi((byte[]) null, new DbiFlags[0]);
            // Several transactions, so that both meta pages and freed pages are in use.
            for (var entry : entries.entrySet()) {
                try (Txn<byte[]> transaction = environment.txnWrite()) {
                    database.put(transaction, entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue());
                    transaction.commit();
                }
            }
        }
        Files.deleteIfExists(Path.of(file + "-lock"));
    }
}
