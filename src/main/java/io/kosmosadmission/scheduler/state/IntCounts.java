package io.kosmosadmission.scheduler.state;

import java.util.Arrays;

/**
 * Numbers by small keys that are not negative, most of which have none: a hash table without objects, since a large cluster has
 * hundreds of thousands of these numbers.
 */
public final class IntCounts {

    private static final int FREE = -1;
    private static final int[] NO_KEYS = {};

    private int[] keys = NO_KEYS;
    private int[] values = NO_KEYS;
    private int used;

    /** Looks at one key and its number. */
    public interface Each {
        void at(int key, int value);
    }

    public int get(int key) {
        if (used == 0) {
            return 0;
        }
        int slot = slot(keys, key);
        return keys[slot] == key ? values[slot] : 0;
    }

    public void add(int key, int delta) {
        if (keys.length == 0 || used * 2 >= keys.length) {
            grow();
        }
        int slot = slot(keys, key);
        if (keys[slot] == FREE) {
            keys[slot] = key;
            used++;
        }
        values[slot] += delta;
    }

    /** Leaves out what came to zero: its key may be that of a node which is gone again. */
    public void forEach(Each each) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != FREE && values[slot] != 0) {
                each.at(keys[slot], values[slot]);
            }
        }
    }

    /** Returns whether any number isn't zero. */
    public boolean isAny() {
        for (int value : values) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = new int[Math.max(4, oldKeys.length * 2)];
        values = new int[keys.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** Returns where the key is, or where it would be put. The number of slots is a power of two, and some are free. */
    private static int slot(int[] keys, int key) {
        int mask = keys.length - 1;
        int slot = ((key * 0x9E3779B9) >>> 7) & mask;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
