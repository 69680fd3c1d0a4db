package dev.atelier.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads that begin in the same moment. */
final class AtOnce {
  private AtOnce() {}

  /** Work of one of several threads. */
  @FunctionalInterface
  interface Share {
    Object of(int number) throws Exception;
  }

  /** Returns when each has done its share, or throws what one of them did. */
  static void all(int threads, Share share) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Object>> work = new ArrayList<>();
    for (int n = 0; n < threads; n++) {
      int number = n;
      Callable<Object> one =
          () -> {
            start.await();
            return share.of(number);
          };
      work.add(pool.submit(one));
    }
    pool.shutdown();
    for (Future<Object> one : work) {
      one.get();
    }
  }
}
