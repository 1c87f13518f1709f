import { context, propagation, SpanKind, trace } from '@opentelemetry/api'
import type { Span } from '@opentelemetry/api'
import type { Hub } from '../../../platform/hub.ts'
import type { ModelRound } from '../../../platform/logs/metrics.ts'
import { failSpan } from '../../../platform/logs/spans.ts'
import type { TokenCount } from '../schema.ts'
import type { AnswerMeter } from './answer-meter.ts'
import { bytesOf, MAX_OUTPUT } from './budget.ts'
import { fetchFromProvider } from './provider-fetch.ts'

const tracer = trace.getTracer('@hub/api')

interface Round {
  span: Span
  start: number
  firstWordMs?: number
}

/**
 * The requests of one answer to its provider, one round at a time: each is a span of the trace the answer belongs to
 * and is counted. The SDK hides its requests, so a round begins in the fetch it is given and ends where its stream does.
 */
export class ModelRounds {
  readonly #hub: Pick<Hub, 'metrics'>
  readonly #model: string
  readonly #meter: AnswerMeter
  // The SDK asks again from within its own streams, where the caller's context is not to be relied upon.
  readonly #parent = context.active()
  #round: Round | null = null

  constructor(hub: Pick<Hub, 'metrics'>, { model, meter }: { model: string; meter: AnswerMeter }) {
    this.#hub = hub
    this.#model = model
    this.#meter = meter
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    // The body is exactly what the provider will read and count.
    this.#meter.begin(typeof init?.body === 'string' ? bytesOf(init.body) : 0)
    const span = tracer.startSpan(`chat ${this.#model}`, this.#spanOptions(), this.#parent)
    this.#round = { span, start: performance.now() }
    const headers = new Headers(init?.headers)
    propagation.inject(trace.setSpan(this.#parent, span), headers, {
      set: (carrier, name, value) => carrier.set(name, value),
    })
    const response = await fetchFromProvider(input, { ...init, headers })
    span.setAttribute('http.response.status_code', response.status)
    return response
  }

  #spanOptions() {
    return {
      kind: SpanKind.CLIENT,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai_compatible',
        'gen_ai.request.model': this.#model,
        'gen_ai.request.max_tokens': MAX_OUTPUT,
        'gen_ai.request.stream': true,
      },
    }
  }

  /** A word or tool call came; the first of a round is timed. */
  spoke(): void {
    if (this.#round) this.#round.firstWordMs ??= performance.now() - this.#round.start
  }

  /** The round under way is over; does nothing when none is. */
  ended(outcome: ModelRound['outcome'], tokens: TokenCount): void {
    const round = this.#round
    if (!round) return
    this.#round = null
    const { span, start, firstWordMs } = round
    span.setAttributes({
      'gen_ai.usage.input_tokens': tokens.input,
      'gen_ai.usage.output_tokens': tokens.output,
    })
    if (outcome !== 'ok') span.setAttribute('hub.outcome', outcome)
    if (outcome === 'failed') failSpan(span, { type: 'model_failure' })
    span.end()
    const ms = performance.now() - start
    this.#hub.metrics.modelRound({ model: this.#model, outcome, ms, firstWordMs, tokens })
  }
}
