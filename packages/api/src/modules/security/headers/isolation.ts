import { pageOf, valuesOf } from '../observation/observation.ts'
import type { Visit } from '../observation/observation.ts'
import { verdict } from './verdict.ts'
import type { Verdict } from './verdict.ts'

interface Isolation {
  header: string
  good: readonly string[]
  /** Says what holds without it. */
  open: string
}

const opener: Isolation = {
  header: 'cross-origin-opener-policy',
  good: ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'],
  open: 'unsafe-none',
}
const embedder: Isolation = {
  header: 'cross-origin-embedder-policy',
  good: ['require-corp', 'credentialless'],
  open: 'unsafe-none',
}

/** The token of a structured field (RFC 9651), without its parameters; null where it is none. */
const tokenOf = (value: string): string | null =>
  /^([A-Za-z*][\w!#$%&'*+\-.^`|~:/]*)((?:\s*;\s*[a-z*][a-z0-9_\-.*]*(?:=(?:"(?:[ !#-[\]-~]|\\["\\])*"|[\w!#$%&'*+\-.^`|~:/]+|\?[01]))?)*)\s*$/.exec(
    value.trim(),
  )?.[1] ?? null

function judge(observation: Visit, { header, good, open }: Isolation): Verdict {
  const values = valuesOf(pageOf(observation), header)
  const [value] = values
  if (value === undefined || (value === '' && values.length === 1)) return verdict('missing', 0)
  const token = values.length > 1 ? null : tokenOf(value)
  if (token !== null && good.includes(token)) return verdict(token, 10, values)
  return token === open ? verdict('open', 0, values) : verdict('invalid', -5, values)
}

/** Whether windows that others opened can reach this page. */
export const openerPolicy = (observation: Visit): Verdict => judge(observation, opener)

/** Whether the page takes in only what agreed to that. */
export const embedderPolicy = (observation: Visit): Verdict => judge(observation, embedder)

/** Whether other sites may take in what is here. */
export function resourcePolicy(observation: Visit): Verdict {
  const [value] = valuesOf(pageOf(observation), 'cross-origin-resource-policy')
  if (!value) return verdict('missing', 0)
  const policy = value.trim().toLowerCase()
  if (policy === 'same-origin' || policy === 'same-site') return verdict(policy, 10, [value])
  return policy === 'cross-origin' ? verdict('open', 0, [value]) : verdict('invalid', -5, [value])
}
