const NAMED = /\{\{(?=\s*secret\.)/g

/** The same text, but that it names no secret. */
export const unnamedText = (text: string): string => text.replace(NAMED, '{ {')

/**
 * What came from data names no secret: whoever fills in a form, sends a webhook or answers a call could else have one put into a text
 * that comes back to them. Only whoever writes a step names secrets.
 */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return unnamedText(value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [unnamedText(name), withoutSecrets(one)]),
  )
}
