import { MICRO } from '../../shared/micro.ts'

export interface ModelPrice {
  /** Micro-credits for a million tokens. */
  inputMicroPerMillion: number
  /** Input that the provider had at hand from before. */
  cachedMicroPerMillion: number
  outputMicroPerMillion: number
}

/** In cents, and so in credits, for a million tokens: read, read from the provider's cache, written. */
type Cents = readonly [input: number, cached: number, output: number]

/** By the name the provider gives the model. Taken at second hand: an operator compares them with the provider's own list. */
const cents: Readonly<Record<string, Cents>> = {
  'gpt-4o': [250, 125, 1_000],
  'gpt-4o-mini': [15, 7.5, 60],
  'gpt-4.1': [200, 50, 800],
  'gpt-4.1-mini': [40, 10, 160],
  'gpt-4.1-nano': [10, 2.5, 40],
  o3: [200, 50, 800],
  'o4-mini': [110, 27.5, 440],
  'gpt-5': [125, 12.5, 1_000],
  'gpt-5-mini': [25, 2.5, 200],
  'gpt-5-nano': [5, 0.5, 40],
  'gpt-5.1': [125, 12.5, 1_000],
  'gpt-5.4': [250, 25, 1_500],
  'gpt-5.4-mini': [75, 7.5, 450],
  'gpt-5.5': [500, 50, 3_000],
  'claude-haiku-4-5': [100, 10, 500],
  'claude-sonnet-4': [300, 30, 1_500],
  'claude-sonnet-4-5': [300, 30, 1_500],
  'claude-sonnet-4-6': [300, 30, 1_500],
  'claude-opus-4-1': [1_500, 150, 7_500],
  'claude-opus-4-5': [500, 50, 2_500],
  'claude-opus-4-6': [500, 50, 2_500],
  'claude-opus-4-7': [500, 50, 2_500],
  'gemini-2.5-pro': [125, 12.5, 1_000],
  'gemini-2.5-flash': [30, 3, 250],
  'gemini-2.5-flash-lite': [10, 1, 40],
  'deepseek-chat': [28, 2.8, 42],
  'deepseek-reasoner': [28, 2.8, 42],
  'mistral-large': [200, 200, 600],
  'mistral-medium': [40, 40, 200],
  'mistral-small': [10, 10, 30],
}

const priceOf = ([input, cached, output]: Cents): ModelPrice => ({
  inputMicroPerMillion: Math.round(input * MICRO),
  cachedMicroPerMillion: Math.round(cached * MICRO),
  outputMicroPerMillion: Math.round(output * MICRO),
})

/** For a model the book does not name: in the range of middle-sized ones. */
export const otherModels = priceOf([300, 30, 1_500])

export const models: ReadonlyMap<string, ModelPrice> = new Map(
  Object.entries(cents).map(([name, price]) => [name, priceOf(price)]),
)

/** "openai/gpt-4o-2024-11-20" is "gpt-4o": who passes a model on and when it was made change nothing here. */
const bareName = (model: string): string =>
  model
    .slice(model.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/(?:-\d{4}-?\d{2}-?\d{2}|-\d{4}|-latest)$/, '')

/** The price of a model; `isDefault` where the book does not name it. */
export function modelPrice(model: string): ModelPrice & { isDefault: boolean } {
  const own = models.get(bareName(model))
  return { ...(own ?? otherModels), isDefault: !own }
}

export interface TokenUse {
  input: number
  /** Of the input. */
  cached?: number | undefined
  output: number
}

/** What a model's answer costs in micro-credits, rounded up. */
export function modelMicro(model: string, { input, cached = 0, output }: TokenUse): number {
  const { inputMicroPerMillion, cachedMicroPerMillion, outputMicroPerMillion } = modelPrice(model)
  const micro =
    (input - cached) * inputMicroPerMillion + cached * cachedMicroPerMillion + output * outputMicroPerMillion
  return Math.ceil(micro / 1_000_000)
}
