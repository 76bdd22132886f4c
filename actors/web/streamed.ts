/**
 * Long answers in pieces: the next piece is made when the last one was taken, none is kept, and
 * everything else has its turn in between.
 */
import { turn } from "#runtime/turn.ts";

/**
 * A body out of pieces of text. The first is awaited here, so that what goes wrong at once is still
 * an ordinary reply; later trouble breaks the stream off, which clients notice.
 */
export async function streamed(
  pieces: AsyncGenerator<string>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let ahead: IteratorResult<string> | null = await pieces.next();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await turn();
      const { done, value } = ahead ?? await pieces.next();
      ahead = null;
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void await pieces.return(undefined),
  }, { highWaterMark: 0 });
}
