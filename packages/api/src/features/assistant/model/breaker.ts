import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleType } from 'cockatiel'
import type { CircuitBreakerPolicy } from 'cockatiel'
import type { Hub } from '../../../platform/hub.ts'
import { modelVitals } from '../../../platform/vitals.ts'
import type { BreakerState } from '../../../platform/vitals.ts'
import { ModelFailure } from './failure.ts'

const FAILURES = 3
const REST_MS = 30_000

const breakers = new WeakMap<Hub, Map<string, CircuitBreakerPolicy>>()

const states: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
}

function makeBreaker(hub: Hub, model: string): CircuitBreakerPolicy {
  const breaker = circuitBreaker(handleType(ModelFailure), {
    halfOpenAfter: REST_MS,
    breaker: new ConsecutiveBreaker(FAILURES),
  })
  const vitals = modelVitals(hub.vitals, model)
  breaker.onStateChange((state) => void (vitals.breaker = states[state]))
  breaker.onSuccess(() => void (vitals.lastSuccessAt = hub.now()))
  return breaker
}

/** After three failures in a row a model is left alone for half a minute, so that nobody waits for it in vain. */
export function breakerOf(
  hub: Hub,
  { baseUrl, name }: { baseUrl: string; name: string },
): CircuitBreakerPolicy {
  const known = breakers.get(hub) ?? new Map<string, CircuitBreakerPolicy>()
  breakers.set(hub, known)
  const id = `${baseUrl} ${name}`
  const breaker = known.get(id) ?? makeBreaker(hub, name)
  known.set(id, breaker)
  return breaker
}
