/** A diagram that takes longer is printed as its source. */
const patienceMs = 6_000;

const preparations = new Set<() => Promise<void>>();

/**
 * For what is drawn late: called before the page is printed, which waits for the promise.
 *
 * @returns ends the listening
 */
export function onPreparePrint(prepare: () => Promise<void>): () => void {
  preparations.add(prepare);
  return () => preparations.delete(prepare);
}

/**
 * Opens the browser's print dialog once everything is there. The browser's own command does not wait: it freezes the
 * page, and what has not been on the screen yet is not on paper either.
 */
export async function printDocument(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.allSettled([...preparations].map((prepare) => prepare())), patience]);
  clearTimeout(timer);
  window.print();
}
