import { promptText } from '@hub/api/server'
import type { Hub, PromptDeclaration } from '@hub/api/server'
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import type {
  GetPromptRequest,
  GetPromptResult,
  ListPromptsRequest,
  ListPromptsResult,
  Prompt,
} from '@modelcontextprotocol/server'
import { pageOf } from './pages.ts'
import type { Toolbox } from './tools.ts'

/** Notes of a meeting fit; a book does not. */
const LONGEST_ARGUMENT = 20_000

const refused = (message: string) => new ProtocolError(ProtocolErrorCode.InvalidParams, message)

const shown = ({ name, title, description, arguments: taken = [] }: PromptDeclaration): Prompt => ({
  name,
  title,
  description,
  arguments: taken.map(({ isRequired, ...one }) => ({ ...one, required: isRequired })),
})

/** Arguments that can be put in. Throws where one is missing, too long, or unknown. */
function givenTo({ name, arguments: taken = [] }: PromptDeclaration, given: Record<string, string>) {
  const missing = taken.find((one) => one.isRequired && !given[one.name]?.trim())
  if (missing) throw refused(`The prompt ${name} needs "${missing.name}": ${missing.description}.`)
  for (const [argument, value] of Object.entries(given)) {
    if (!taken.some((one) => one.name === argument))
      throw refused(`The prompt ${name} takes no "${argument}".`)
    if (value.length > LONGEST_ARGUMENT)
      throw refused(`"${argument}" may be ${LONGEST_ARGUMENT} characters long.`)
  }
  return given
}

/** Ready-made requests, of which a caller sees those whose every tool is at this address and theirs to call. */
export function promptHandlers({ prompts }: Pick<Hub, 'prompts'>, { entries }: Toolbox) {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const open = prompts.filter(({ uses }) => uses.every((path) => byPath.has(path)))
  return {
    list({ params }: ListPromptsRequest): ListPromptsResult {
      const { items, next } = pageOf(open, params?.cursor)
      return { prompts: items.map(shown), ...next }
    },
    get({ params }: GetPromptRequest): GetPromptResult {
      const prompt = open.find(({ name }) => name === params.name)
      // The same answer for one that does not exist and one that is not for this key.
      if (!prompt)
        throw refused(`There is no prompt ${params.name} for you. prompts/list names those there are.`)
      const tools = prompt.uses.flatMap((path) => byPath.get(path)?.tool ?? [])
      const text = `${promptText(prompt, givenTo(prompt, params.arguments ?? {}))}\n\nTools for it: ${tools.join(', ')}.`
      return {
        description: prompt.description,
        messages: [{ role: 'user', content: { type: 'text', text } }],
      }
    },
  }
}
