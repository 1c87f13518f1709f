import { opensTo } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance } from 'fastify'

const ROBOTS = [
  'User-agent: *',
  'Disallow: /api/',
  'Disallow: /auth/',
  'Disallow: /o/',
  'Disallow: /trpc/',
  '',
].join('\n')
const JWKS_SECONDS = 300

/** What a language model should know about this hub before it connects (llmstxt.org). */
function llmsText({ settings: { publicUrl }, catalog }: Hub): string {
  const tools = catalog.entries.filter((entry) => entry.type !== 'subscription' && opensTo(entry, 'mcp'))
  const toolsets = Map.groupBy(tools, ({ toolset }) => toolset)
  const lines = [...toolsets].map(
    ([name, entries]) =>
      `- [${name}](${publicUrl}/mcp/x/${name}): ${entries.map(({ tool }) => tool).join(', ')}`,
  )
  return [
    '# Smart AI Hub',
    '',
    '> One place from which a small business runs its day, in the browser or through an AI assistant. Every act is one procedure with a permission, a price in credits and an audit entry, behind five doors.',
    '',
    '## Doors',
    `- [MCP](${publicUrl}/mcp): Streamable HTTP; sign in by OAuth (${publicUrl}/.well-known/oauth-protected-resource), or send an API key for assistants as "Authorization: Bearer hub_key_…". Where not all tools are listed, hub_find finds the others, and hub_read and hub_write call them. One toolset: ${publicUrl}/mcp/x/{toolset}; only reading: ${publicUrl}/mcp/x/{toolset}/readonly`,
    `- [REST](${publicUrl}/api/v1/openapi.json): OpenAPI 3.1, with an API key for programs; pages to try it: ${publicUrl}/api/docs`,
    `- [Web](${publicUrl}/): the pages for people`,
    '',
    'Writes asked for through MCP wait for a person to approve them in the hub. A key for assistants opens nothing else, and a key for programs, which writes at once, does not open MCP.',
    '',
    '## Toolsets',
    ...lines,
    '',
  ].join('\n')
}

/** Plain texts at fixed addresses, and the keys with which others check our access tokens. */
export async function textRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  app.get('/robots.txt', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(ROBOTS))
  const llms = llmsText(hub)
  app.get('/llms.txt', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(llms))
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    reply.header('cache-control', `public, max-age=${JWKS_SECONDS}`)
    return hub.accessTokens.jwks()
  })
}
