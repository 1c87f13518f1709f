import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { AppError } from '@hub/api/server'
import type { ErrorBody } from '@hub/api/server'
import { processEnv } from '../cli/env.ts'

const PROTOCOL = '2026-07-28'
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url))

const isError = (answer: unknown): answer is ErrorBody =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'requestId' in answer

/** REST as any program uses it. */
export async function callRest<T>(
  origin: string,
  key: string,
  request: { path: string; body?: unknown; idempotencyKey?: string },
): Promise<T> {
  const { path, body, idempotencyKey } = request
  const response = await fetch(`${origin}/api/v1/${path}`, {
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
  const answer: unknown = await response.json()
  if (isError(answer))
    throw new AppError(answer.code, { message: answer.message, approvalId: answer.approvalId })
  // The caller names what the procedure's output schema promises.
  return answer as T
}

interface RpcAnswer {
  result?: {
    structuredContent?: unknown
    isError?: boolean
    content?: { text: string }[]
    tools?: { name: string }[]
  }
  error?: { message: string }
}

async function rpc(
  origin: string,
  key: string,
  { method, params }: { method: string; params: Record<string, unknown> },
): Promise<NonNullable<RpcAnswer['result']>> {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': PROTOCOL,
    'io.modelcontextprotocol/clientInfo': { name: 'smart-ai-hub-tour', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  const response = await fetch(`${origin}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': PROTOCOL,
      'mcp-method': method,
      ...(typeof params['name'] === 'string' && { 'mcp-name': params['name'] }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
  })
  const answer = (await response.json()) as RpcAnswer
  if (!answer.result) throw new Error(answer.error?.message ?? `MCP answered ${response.status}.`)
  return answer.result
}

export const listTools = async (origin: string, key: string): Promise<string[]> =>
  ((await rpc(origin, key, { method: 'tools/list', params: {} })).tools ?? []).map(({ name }) => name)

/** A tool call; what the hub refuses is thrown as the error it sent. */
export async function callTool<T>(
  origin: string,
  key: string,
  tool: { name: string; args: Record<string, unknown> },
): Promise<T> {
  const {
    structuredContent,
    isError: failed,
    content,
  } = await rpc(origin, key, { method: 'tools/call', params: { name: tool.name, arguments: tool.args } })
  if (!failed) return structuredContent as T
  const { code, message, approvalId } = JSON.parse(content?.[0]?.text ?? '{}') as ErrorBody
  throw new AppError(code, { message, approvalId })
}

/** The command line as a person types it, in a process of its own. */
export async function runCli<T>(args: string[], env: NodeJS.ProcessEnv): Promise<T> {
  // A step of the tour should take as long as the command does, not as long as compiling it anew.
  const { NODE_COMPILE_CACHE } = processEnv()
  const child = spawn(process.execPath, [CLI, ...args, '--json'], {
    env: { ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  if (code !== 0) throw new Error((out || err).trim().slice(0, 300))
  return JSON.parse(out) as T
}
