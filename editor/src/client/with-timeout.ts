/**
 * @param late what it is rejected with if it takes longer
 * @throws `TimeoutError` or what `late` makes
 */
export async function withTimeout<T>(
  promise: Promise<T>,
  timeoutMs: number,
  late: () => Error = () => new DOMException('there was no answer', 'TimeoutError'),
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), timeoutMs);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
