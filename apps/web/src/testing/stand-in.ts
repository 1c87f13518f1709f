import type { ErrorBody, ErrorCode } from '@hub/api'
import { initTRPC, TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { http, HttpResponse, ws } from 'msw'
import { setupServer } from 'msw/node'
import { contract } from './contract.ts'

/** What a procedure of the stand-in does: gets the input, gives the answer, or throws `refuse(…)`. */
export type Procedure = (input: unknown) => unknown

export interface StandIn {
  /** Every call that arrived, in order: the path of the procedure and its input. */
  calls: { path: string; input: unknown }[]
  /** Answers of procedures by path; a test may replace them while it runs. */
  procedures: Map<string, Procedure>
  refresh: { count: number; status: number }
  server: ReturnType<typeof setupServer>
}

type Issues = NonNullable<ErrorBody['issues']>

/** The error of a procedure as the hub sends it; `issues` when single fields are to blame. */
export function refuse(code: ErrorCode, message: string, issues?: Issues): TRPCError {
  return new TRPCError({ code: 'BAD_REQUEST', message, cause: new Refusal(code, message, issues) })
}

class Refusal extends Error {
  readonly code: ErrorCode
  readonly issues: Issues | undefined

  constructor(code: ErrorCode, message: string, issues: Issues | undefined) {
    super(message)
    this.code = code
    this.issues = issues
  }
}

const bodyOf = ({ cause, code, message }: TRPCError) => ({
  code: cause instanceof Refusal ? cause.code : code,
  message,
  ...(cause instanceof Refusal && cause.issues && { issues: cause.issues }),
  requestId: 'req-7f3a',
})

const t = initTRPC.create({
  errorFormatter: ({ shape, error }) => ({ ...shape, data: bodyOf(error) }),
})

const cookieRoutes = {
  '/auth/login': 'auth.login',
  '/auth/second-factor': 'auth.secondFactor.verify',
  '/auth/passkey': 'auth.passkeys.signIn',
  '/auth/confirm': 'auth.confirm',
  '/auth/impersonate': 'admin.users.impersonate',
  '/auth/google/link': 'auth.google.beginLink',
  '/auth/google/confirm': 'auth.google.beginConfirm',
  '/auth/google/prove': 'auth.google.prove',
  '/auth/google/register': 'auth.google.register',
}

/** A hub at the edge of the network: the real protocol, with answers that the test gives. */
export function standIn(procedures: Record<string, Procedure>): StandIn {
  const state: Omit<StandIn, 'server'> = {
    calls: [],
    procedures: new Map(Object.entries(procedures)),
    refresh: { count: 0, status: 401 },
  }
  const answer = (path: string) => (input: unknown) => {
    state.calls.push({ path, input })
    const procedure = state.procedures.get(path)
    if (!procedure) throw refuse('NOT_FOUND', `The test gives no answer for ${path}.`)
    return procedure(input)
  }
  const server = setupServer(
    // Nothing is told live here, as by a hub whose stream cannot be reached; a page works without.
    ws.link('*/trpc/ws').addEventListener('connection', ({ client }) => client.close()),
    http.all('*/trpc/:paths', ({ request, params }) =>
      fetchRequestHandler({
        endpoint: '/trpc',
        req: request,
        router: routerOf(String(params['paths']).split(','), answer),
      }),
    ),
    http.get('*/api/v1/openapi.json', () => HttpResponse.json({ paths: {}, components: { schemas: {} } })),
    http.get('*/health/services', () =>
      HttpResponse.json({ services: [{ name: 'database', status: 'ok', detail: 'answers in 1 ms' }] }),
    ),
    // The hub's cookie routes call the procedures of the same name.
    ...Object.entries(cookieRoutes).map(([route, path]) =>
      http.post(`*${route}`, async ({ request }) => {
        try {
          return HttpResponse.json((await answer(path)(await request.json())) ?? {})
        } catch (error) {
          if (!(error instanceof TRPCError)) throw error
          return HttpResponse.json(bodyOf(error), { status: 400 })
        }
      }),
    ),
    http.get('*/auth/google/step', async () => {
      try {
        return HttpResponse.json((await answer('auth.google.step')({})) ?? {})
      } catch (error) {
        if (!(error instanceof TRPCError)) throw error
        return HttpResponse.json(bodyOf(error), { status: 401 })
      }
    }),
    http.post('*/auth/refresh', () => {
      state.refresh.count += 1
      const { status } = state.refresh
      const body = { code: 'UNAUTHORIZED', message: 'Sign in first.', requestId: 'req-1' }
      if (status === 204) return new HttpResponse(null, { status })
      return status === 200 ? HttpResponse.json({}) : HttpResponse.json(body, { status })
    }),
  )
  return { ...state, server }
}

/** Both a query and a mutation would have to know the path, so the router is made for what is asked. */
function routerOf(paths: readonly string[], answer: (path: string) => Procedure) {
  const entries = paths.map((path) => [path, path] as const)
  const record = Object.fromEntries(
    entries.map(([path]) => {
      const procedure = t.procedure.input((input: unknown) => input)
      const run = answer(path)
      return [
        path,
        isMutation(path)
          ? procedure.mutation(({ input }) => run(input))
          : procedure.query(({ input }) => run(input)),
      ]
    }),
  )
  return t.router(record)
}

/** What the frozen contract of the hub does not know as a read is a write. */
const isMutation = (path: string): boolean => contract[path]?.type !== 'query'
