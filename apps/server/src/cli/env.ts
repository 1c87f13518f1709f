/** An empty value counts as absent. */
function given(source: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = source[name]?.trim()
  return value === '' ? undefined : value
}

/** An API key to act with, when the caller has one. */
export const loadApiKey = (source = process.env): string | undefined => given(source, 'HUB_API_KEY')

/** The password of the people of the sample, as `hub seed` printed it. */
export const loadSamplePassword = (source = process.env): string | undefined =>
  given(source, 'HUB_SAMPLE_PASSWORD')

/** The environment that programs we start inherit. */
export const processEnv = (): NodeJS.ProcessEnv => process.env
