import { circuitBreaker, ConsecutiveBreaker, handleType } from 'cockatiel'
import type { CircuitBreakerPolicy } from 'cockatiel'
import type { Hub } from '../../../platform/hub.ts'
import { ModelFailure } from './failure.ts'

const FAILURES = 3
const REST_MS = 30_000

const breakers = new WeakMap<Hub, Map<string, CircuitBreakerPolicy>>()

/** After three failures in a row a model is left alone for half a minute, so that nobody waits for it in vain. */
export function breakerOf(hub: Hub, name: string): CircuitBreakerPolicy {
  const known = breakers.get(hub) ?? new Map<string, CircuitBreakerPolicy>()
  breakers.set(hub, known)
  const breaker =
    known.get(name) ??
    circuitBreaker(handleType(ModelFailure), {
      halfOpenAfter: REST_MS,
      breaker: new ConsecutiveBreaker(FAILURES),
    })
  known.set(name, breaker)
  return breaker
}
