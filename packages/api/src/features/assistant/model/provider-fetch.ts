import { DelegateBackoff, handleWhen, retry } from 'cockatiel'
import { MAX_RESPONSE_BYTES } from './budget.ts'
import { ModelFailure } from './failure.ts'

/** Tries after the first; together they stay well within the silence that a person is asked to bear. */
const RETRIES = 2
const BACKOFF_MS = 250
/** A provider that wants more patience than this is not waited for. */
const LONGEST_WAIT_MS = 2_000

function waitMs(response: Response): number {
  const after = response.headers.get('retry-after')
  if (after === null) return 0
  const seconds = Number(after)
  return Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1_000
}

const isWorthWaiting = (response: unknown): boolean =>
  response instanceof Response &&
  (response.status === 408 || response.status === 429 || response.status >= 500) &&
  !(waitMs(response) > LONGEST_WAIT_MS)

/** 250 ms, then 750 ms, or as long as the provider asks. */
const backoff = new DelegateBackoff<{ attempt: number; result: object }>(({ attempt, result }) => {
  const asked = 'value' in result && result.value instanceof Response ? waitMs(result.value) : 0
  return Math.max(BACKOFF_MS * (2 ** attempt - 1), asked || 0)
})

/** What fetch throws where no answer came at all; a signal throws its own reason. */
const policy = retry(handleWhen((error) => error instanceof TypeError).orWhenResult(isWorthWaiting), {
  maxAttempts: RETRIES,
  backoff,
})
policy.onRetry((failed) => {
  if ('value' in failed && failed.value instanceof Response) void failed.value.body?.cancel()
})

/** A body that ends with a failure once it is longer than any answer. */
function limited(response: Response): Response {
  let bytes = 0
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length
      if (bytes > MAX_RESPONSE_BYTES) controller.error(new ModelFailure('tooMuch'))
      else controller.enqueue(chunk)
    },
  })
  return new Response(response.body?.pipeThrough(limit) ?? null, response)
}

/** Asks a provider, again where it has a fault or no time before its first byte; later there is no second try (AI-5). */
export async function fetchFromProvider(
  input: Parameters<typeof fetch>[0],
  init: RequestInit,
): Promise<Response> {
  return limited(await policy.execute(() => fetch(input, init), init.signal ?? undefined))
}
