import {
  ProtocolError,
  ProtocolErrorCode,
  acceptedContent,
  inputRequired,
} from '@modelcontextprotocol/server'
import type {
  ContentBlock,
  GetPromptResult,
  InputRequiredResult,
  Server,
  ServerContext,
} from '@modelcontextprotocol/server'
import { PNG } from './fixture-contents.ts'
import { askFor } from './fixture-questions.ts'

type Args = Record<string, string>

interface Prompt {
  description: string
  arguments?: { name: string; required: true }[]
  get(args: Args, ctx: ServerContext): GetPromptResult | InputRequiredResult
}

const said = (...contents: ContentBlock[]): GetPromptResult => ({
  messages: contents.map((content) => ({ role: 'user', content })),
})
const text = (words: string) => ({ type: 'text' as const, text: words })
const needs = (...names: string[]) => names.map((name) => ({ name, required: true as const }))

const prompts: Record<string, Prompt> = {
  test_simple_prompt: {
    description: 'One sentence',
    get: () => said(text('This is a simple prompt for testing.')),
  },
  test_prompt_with_arguments: {
    description: 'A sentence of two words',
    arguments: needs('arg1', 'arg2'),
    get: ({ arg1, arg2 }) => said(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  },
  test_prompt_with_embedded_resource: {
    description: 'A resource inside',
    arguments: needs('resourceUri'),
    get: ({ resourceUri = '' }) =>
      said(
        {
          type: 'resource',
          resource: {
            uri: resourceUri,
            mimeType: 'text/plain',
            text: 'Embedded resource content for testing.',
          },
        },
        text('Please process the embedded resource above.'),
      ),
  },
  test_prompt_with_image: {
    description: 'An image inside',
    get: () =>
      said({ type: 'image', data: PNG, mimeType: 'image/png' }, text('Please analyze the image above.')),
  },
  test_input_required_result_prompt: {
    description: 'Asks before it answers',
    get: (_args, { mcpReq }) => {
      const answer = acceptedContent(mcpReq.inputResponses, 'user_context')
      if (!answer)
        return inputRequired({
          inputRequests: { user_context: askFor('What context should the prompt use?', 'context') },
        })
      return said(text(`Context: ${String(answer['context'])}`))
    },
  },
}

/** Prompts by the names the suite knows, in the place of the product's. */
export function addPrompts(server: Server): void {
  server.registerCapabilities({ prompts: {} })
  server.setRequestHandler('prompts/list', () => ({
    prompts: Object.entries(prompts).map(([name, { get: _get, ...shown }]) => ({ name, ...shown })),
  }))
  server.setRequestHandler('prompts/get', ({ params }, ctx) => {
    const prompt = prompts[params.name]
    if (!prompt) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Prompt not found')
    return prompt.get(params.arguments ?? {}, ctx)
  })
}
