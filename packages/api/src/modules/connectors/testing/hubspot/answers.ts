import { randomUUID } from 'node:crypto'

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export const told = (body: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json;charset=utf-8' },
  body: body === null ? '' : JSON.stringify(body),
})

/** In the shape of HubSpot's errors. */
export const refused = (status: number, category: string, message: string): Answer =>
  told({ status: 'error', message, correlationId: randomUUID(), category }, status)

export const missing = (): Answer => refused(404, 'OBJECT_NOT_FOUND', 'resource not found')

const LIMITS = { SECONDLY: 'secondly', TEN_SECONDLY_ROLLING: 'ten_secondly_rolling', DAILY: 'daily' } as const

export function throttled(policy: keyof typeof LIMITS, retryAfter?: number): Answer {
  const body = {
    status: 'error',
    message: `You have reached your ${LIMITS[policy]} limit.`,
    errorType: 'RATE_LIMIT',
    correlationId: randomUUID(),
    policyName: policy,
  }
  const answer = told(body, 429)
  return retryAfter === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } }
}

export const page = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>HubSpot</title><body>${body}</body></html>`,
})
