export interface Answer {
  status: number
  headers: Record<string, string>
  body: object
}

export const told = (body: object): Answer => ({ status: 200, headers: {}, body })

interface More {
  code?: string
  param?: string
  type?: string
}

/** In the shape of all of Stripe's errors. */
export const refused = (status: number, message: string, more: More = {}): Answer => ({
  status,
  headers: status === 401 ? { 'www-authenticate': 'Basic realm="Stripe"' } : {},
  body: {
    error: {
      type: 'invalid_request_error',
      message,
      ...more,
      ...(more.code && { doc_url: `https://stripe.com/docs/error-codes/${more.code.replaceAll('_', '-')}` }),
    },
  },
})

export const missing = (what: string, id: string, param: string): Answer =>
  refused(param === 'id' ? 404 : 400, `No such ${what}: '${id}'`, { code: 'resource_missing', param })

export const throttled = (retryAfter: number | undefined): Answer => ({
  ...refused(429, 'Request rate limit exceeded.', { code: 'rate_limit' }),
  headers: {
    'stripe-rate-limited-reason': 'global-rate',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  },
})

export const failed = (status: number): Answer =>
  refused(status, 'An unknown error occurred.', status >= 500 ? { type: 'api_error' } : {})
