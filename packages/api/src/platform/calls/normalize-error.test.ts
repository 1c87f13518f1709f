import { TRPCError } from '@trpc/server'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError, errorBody } from '../../shared/errors.ts'
import { normalizeError } from './normalize-error.ts'

const withCode = (code: string, message = 'raw') => Object.assign(new Error(message), { code })

describe('normalizeError (CON-4)', () => {
  test.each([
    ['22P02', 'BAD_REQUEST'],
    ['23505', 'CONFLICT'],
    ['40001', 'UNAVAILABLE'],
    ['53300', 'UNAVAILABLE'],
    ['57P01', 'UNAVAILABLE'],
    ['57014', 'TIMEOUT'],
    ['08006', 'UNAVAILABLE'],
    ['25006', 'UNAVAILABLE'],
    ['25P03', 'UNAVAILABLE'],
    ['57P03', 'UNAVAILABLE'],
    ['42501', 'INTERNAL'],
    ['EMFILE', 'UNAVAILABLE'],
    ['ENFILE', 'UNAVAILABLE'],
    ['ECONNREFUSED', 'UNAVAILABLE'],
    ['ECONNRESET', 'UNAVAILABLE'],
  ])('%s becomes %s', (state, code) => {
    expect(normalizeError(withCode(state))).toMatchObject({ code })
  })

  test.each([
    'Connection terminated unexpectedly',
    'timeout expired',
    'Connection terminated due to connection timeout',
  ])('a lost connection asks for a retry: %s', (message) => {
    const error = normalizeError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: new Error(message) }))
    expect(error).toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 2 } })
  })

  test('bad input names the fields in one plain sentence', () => {
    const { error } = z.strictObject({ title: z.string().min(1) }).safeParse({ title: '' })
    const thrown = new TRPCError({ code: 'BAD_REQUEST', ...(error && { cause: error }) })
    const body = errorBody(normalizeError(thrown), 'r1')
    expect(body).toMatchObject({ code: 'BAD_REQUEST', issues: [{ path: 'title' }], requestId: 'r1' })
    expect(body.message).toBe('Fill in the title.')
  })

  test('what nobody foresaw says nothing of its inside', () => {
    const body = errorBody(normalizeError(new Error('password of hub_app is hunter2')), 'r2')
    expect(JSON.stringify(body)).not.toContain('hunter2')
    expect(body.code).toBe('INTERNAL')
  })

  test('our own errors pass through tRPC unchanged', () => {
    const own = new AppError('PAYMENT_REQUIRED')
    expect(normalizeError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: own }))).toBe(own)
  })
})
