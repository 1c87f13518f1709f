import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Weak, because the same answer may travel compressed or not. */
const tagOf = (body: string): string => `W/"${hash('sha256', body, 'base64url').slice(0, 27)}"`

/** A list of tags or "*"; strong and weak forms of a tag are the same here (RFC 9110, 13.1.2). */
function names(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  const wanted = tag.slice(2)
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === wanted)
}

/** Adds to what others have said the answer depends on. */
function addVary(reply: FastifyReply, fields: string): void {
  const known = reply.getHeader('vary')
  reply.header('vary', known === undefined ? fields : `${String(known)}, ${fields}`)
}

/**
 * Answers a read with its entity tag, or 304 without a body where the caller holds this very answer (GW-8). Nobody may
 * use what they hold without asking: rights and rows may have changed.
 */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, answer: unknown): FastifyReply {
  const body = JSON.stringify(answer)
  if (isKnown(request, reply, tagOf(body))) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(body)
}

/** Tells the entity tag, and whether the caller holds what it stands for. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  addVary(reply, 'authorization, x-hub-org')
  reply.header('cache-control', 'private, no-cache').header('etag', tag)
  return names(request.headers['if-none-match'], tag)
}
