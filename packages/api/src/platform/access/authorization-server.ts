import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a client asked for and a person has not answered yet. */
export interface ConsentRequest {
  clientId: string
  /** As the client calls itself; nobody has checked it. */
  clientName: string | null
  /** True where the id is the address of a document that the client publishes, so its host is known to be right. */
  hasDocument: boolean
  redirectUri: string
  scopes: string[]
}

export type ConsentAnswer =
  | { isAllowed: true; userId: string; grantId: string; scopes: readonly string[] }
  | { isAllowed: false }

/** A request of a client or browser, past the proxy. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  ip: string
  /** In place of the request's own, where it was read and checked before. */
  body?: object
}

/**
 * The OAuth 2.1 authorization server for MCP clients (AUTH-14). It signs nobody in: each request is answered by a person in
 * our own pages, and it keeps no session of its own that could outlive theirs.
 */
export interface AuthorizationServer {
  /** Counts a request of an address; throws TOO_MANY_REQUESTS. */
  admit(act: 'authorize' | 'token' | 'register', ip: string): Promise<void>
  /** Answers /oauth/* and the metadata document. */
  handle(exchange: Exchange): Promise<void>
  /**
   * The request under way whose cookie came along, or null. Its ticket proves that; it goes from the cookie route to the
   * procedures and never to a page, so that a link to somebody else's request is worth nothing.
   */
  ticketOf(exchange: Exchange): Promise<{ id: string; ticket: string } | null>
  /** What is asked for; null when it is answered, out of time, or the ticket is not ours. */
  find(ticket: string): Promise<ConsentRequest | null>
  /** Takes the request for its one answer; false for every other try. */
  claim(ticket: string): Promise<boolean>
  /** Answers a claimed request. Returns where the browser goes next. */
  answer(ticket: string, answer: ConsentAnswer): Promise<string>
}
