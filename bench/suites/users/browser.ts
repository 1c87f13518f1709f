import type { AppRouter } from '@hub/api'
import type { AssistantEvent } from '@hub/api/schemas/assistant'
import { createTRPCClient, createWSClient, httpBatchStreamLink, splitLink, wsLink } from '@trpc/client'
import type { TRPCClient } from '@trpc/client'

export interface Account {
  email: string
  password: string
  /** Slug of their organization. */
  org: string
  /** Where they are, as the proxy before the hub says. */
  address: string
}

/** As many calls as the web app puts into one request. */
const BATCH = 20

/** A page of the web app without its looks: its cookies, its link, its connection for streams. */
export class Browser {
  readonly #origin: string
  readonly #account: Account
  readonly #cookies = new Map<string, string>()
  readonly #socket: ReturnType<typeof createWSClient>
  readonly api: TRPCClient<AppRouter>

  constructor(origin: string, account: Account) {
    this.#origin = origin
    this.#account = account
    const headers = () => this.#headers()
    class Socket extends WebSocket {
      constructor(address: string | URL) {
        // Node's own takes headers in place of protocols; the types know only what browsers take.
        super(address, { headers: headers() } as unknown as string[])
      }
    }
    this.#socket = createWSClient({
      url: `${origin.replace(/^http/, 'ws')}/trpc/ws`,
      connectionParams: { org: account.org },
      lazy: { enabled: true, closeMs: 15_000 },
      WebSocket: Socket,
    })
    this.api = createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (op) => op.type === 'subscription',
          true: wsLink({ client: this.#socket }),
          false: httpBatchStreamLink({ url: `${origin}/trpc`, maxItems: BATCH, headers }),
        }),
      ],
    })
  }

  /** By password, as the page of sign-in does; the cookies of an earlier session are replaced. */
  async signIn(): Promise<void> {
    const { email, password } = this.#account
    const response = await fetch(`${this.#origin}/auth/login`, {
      method: 'POST',
      headers: { ...this.#headers(), 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    if (!response.ok) throw new Error(`Signing in answered ${response.status}: ${await response.text()}`)
    await response.body?.cancel()
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  /** Resolves when the whole answer has come; `onWords` is called with the first of them. */
  async askAssistant(text: string, onWords: () => void): Promise<void> {
    const { answerId } = await this.api.assistant.send.mutate({ text })
    let hasWords = false
    await new Promise<void>((resolve, reject) => {
      const following = this.api.assistant.stream.subscribe(
        { answerId },
        {
          onData: ({ data }: { data: AssistantEvent }) => {
            if (data.type === 'text' && !hasWords) {
              hasWords = true
              onWords()
            }
            if (data.type === 'failed') reject(new Error(data.message))
            if (data.type !== 'finished') return
            following.unsubscribe()
            resolve()
          },
          onError: reject,
        },
      )
    })
  }

  close(): Promise<void> {
    return this.#socket.close()
  }

  #headers(): Record<string, string> {
    return {
      origin: this.#origin,
      'x-hub-csrf': '1',
      'x-hub-org': this.#account.org,
      'x-forwarded-for': this.#account.address,
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    }
  }
}
