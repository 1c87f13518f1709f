import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test'

/** What went wrong in the browser during a test. */
export interface Problems {
  /** Browser errors that the test causes on purpose, such as a refused sign-in. */
  expect(pattern: RegExp): void
  /** Listens to every page of this context, now and later. */
  watch(context: BrowserContext): Promise<void>
  /** Everything unexpected, one line each. */
  found(): string[]
}

/** Asking who is signed in, and renewing a session that is over, are answered with 401 by design. */
const always = [/401 \(Unauthorized\).* at \S+\/(trpc\/auth\.me|auth\/refresh)/]

export function collectProblems(): Problems {
  const lines: string[] = []
  const expected = [...always]
  return {
    expect: (pattern) => void expected.push(pattern),
    found: () => lines.filter((line) => !expected.some((pattern) => pattern.test(line))),
    async watch(context) {
      context.on('console', (message) => {
        if (message.type() === 'error') lines.push(`console: ${message.text()} at ${placeOf(message)}`)
      })
      context.on('weberror', (error) => {
        lines.push(`page error: ${error.error().message} at ${pathOf(error.page())}`)
      })
      await context.addInitScript(reportViolations)
    },
  }
}

/** The browser prints blocked loads itself, but not every report-only or inline one; this names all of them. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event
    console.error(`CSP ${violatedDirective} blocked ${blockedURI} (${sourceFile}:${lineNumber}) ${sample}`)
  })
}

const placeOf = (message: ConsoleMessage): string => message.location().url || pathOf(message.page())

const pathOf = (page: Page | null): string => (page ? page.url() : 'a closed page')
