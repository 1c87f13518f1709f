import type { Page } from '@playwright/test'

const APART_MS = 200

/**
 * Makes the answers of a batch come one by one with a pause before each, the last first, as a slow hub might: whatever
 * of a page depends on the order in which it hears shows.
 */
export const answerLastFirst = (page: Page): Promise<unknown> => page.addInitScript(delayAnswers, APART_MS)

/** Runs in the page. A batch is lines: the first says which answers there are, each further one is a part of one. */
function delayAnswers(apartMs: number): void {
  const pause = () => new Promise((resolve) => setTimeout(resolve, apartMs))
  const ask = window.fetch

  /** The parts of each answer stay in order: a part may name the ones that follow it. */
  function groupsOf(lines: readonly string[]): string[][] {
    const groups: string[][] = []
    const groupOf = new Map<number, string[]>()
    for (const line of lines) {
      const [id] = JSON.parse(line) as [number]
      const group = groupOf.get(id) ?? []
      if (group.length === 0) groups.push(group)
      group.push(line)
      for (const [, named] of line.matchAll(/\[(?:null|"[^"]*"),\d+,(\d+)\]/g))
        groupOf.set(Number(named), group)
    }
    return groups
  }

  window.fetch = async (...request) => {
    const response = await ask(...request)
    if (!new URL(response.url).pathname.startsWith('/trpc')) return response
    const text = await response.text()
    const { status, headers } = response
    const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '')
    const isBatch = (headers.get('content-type') ?? '').includes('jsonl')
    await pause()
    if (!isBatch) return new Response(text, { status, headers })
    const encoder = new TextEncoder()
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(encoder.encode(`${head}\n`))
        for (const group of groupsOf(lines).reverse()) {
          await pause()
          controller.enqueue(encoder.encode(`${group.join('\n')}\n`))
        }
        controller.close()
      },
    })
    return new Response(body, { status, headers })
  }
}
