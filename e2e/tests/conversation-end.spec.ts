import type { Page } from '@playwright/test'
import type { HubClient } from '../support/hub-client.ts'
import { owner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

const QUESTIONS = 10
const FIRST = 'How many credits are left? This one is the first.'

test.use({ storageState: owner.session })

/** More than two screens of talk. */
async function talk(hub: HubClient): Promise<string> {
  const { conversationId } = await hub.mutate<{ conversationId: string }>('assistant.send', { text: FIRST })
  for (let count = 1; count < QUESTIONS; count += 1) {
    await answered(hub, conversationId)
    const text = count === QUESTIONS - 1 ? 'How many credits are left?' : 'What can you do?'
    await hub.mutate('assistant.send', { conversationId, text })
  }
  await answered(hub, conversationId)
  return conversationId
}

const answered = (hub: HubClient, id: string) =>
  expect
    .poll(async () => {
      const { messages } = await hub.query<{ messages: { status: string }[] }>(
        'assistant.conversations.get',
        { id },
      )
      return messages.at(-1)?.status
    })
    .toBe('done')

/** How much of the page lies below what is seen. */
const below = (page: Page) =>
  page.evaluate(() => {
    const { scrollHeight, scrollTop, clientHeight } = document.documentElement
    return Math.round(scrollHeight - scrollTop - clientHeight)
  })
const expectAtEnd = async (page: Page, when: string) => {
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollHeight > 2 * innerHeight)).toBe(true)
  expect(await below(page), `below what is seen ${when}`).toBeLessThanOrEqual(1)
}

async function ask(page: Page, words: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill(words)
  await box.press('Enter')
}

for (const width of [360, 768, 1440]) {
  test(`a conversation opens at its end and follows the answer at ${width} px`, async ({
    page,
    ownOrganization: { slug, hub },
  }) => {
    const conversation = await talk(hub)
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`/o/${slug}/assistant/${conversation}`)
    await expect(page.getByText(FIRST).last()).toBeVisible()
    await expectAtEnd(page, 'after it was opened')
    await page.reload()
    await expect(page.getByText(FIRST).last()).toBeVisible()
    await expectAtEnd(page, 'after a reload')

    // What is in the list has been read before, so it is there before the router has done its part.
    await page.getByRole('navigation', { name: /^Main/ }).getByRole('link', { name: 'Assistant' }).click()
    await expect(page.getByRole('heading', { name: 'What should be done?' })).toBeVisible()
    if (width < 960) await page.getByRole('button', { name: 'Conversations' }).click()
    await page.getByRole('link', { name: /How many credits/ }).click()
    await expect(page.getByText(FIRST).last()).toBeVisible()
    await expectAtEnd(page, 'after a click in the list')

    const answers = page.getByRole('article', { name: 'Assistant' })
    await expect(answers).toHaveCount(QUESTIONS)
    await ask(page, 'What can you do?')
    await expect(answers).toHaveCount(QUESTIONS + 1)
    await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0)
    await expectAtEnd(page, 'after the answer')

    const box = page.getByRole('textbox', { name: 'Message' })
    await box.fill('One line\nand another\nand a third\nand a fourth')
    await box.press('End')
    await box.pressSequentially(', and more')
    await expectAtEnd(page, 'while something long is written')
    await box.fill('')

    // Asked from the middle, the answer is what one wants to see.
    await page.mouse.wheel(0, -2_000)
    await expect.poll(() => below(page)).toBeGreaterThan(500)
    await ask(page, 'How many credits are left?')
    await expect(answers).toHaveCount(QUESTIONS + 2)
    await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0)
    await expectAtEnd(page, 'after an answer that was asked for further up')
  })
}

test('whoever scrolls up in a conversation is left there, also by Back', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const conversation = await talk(hub)
  await page.goto(`/o/${slug}/assistant/${conversation}`)
  await expect(page.getByText(FIRST).last()).toBeVisible()
  await expectAtEnd(page, 'after it was opened')
  // Less than what one notch of a wheel moves.
  await page.mouse.move(700, 400)
  await page.mouse.wheel(0, -60)
  await expect.poll(() => below(page)).toBe(60)
  const before = await page.evaluate(() => scrollY)
  await page
    .getByRole('button', { name: /1 step/ })
    .last()
    .click()
  await settled(page)
  expect(await below(page), 'below what is seen when the page has grown').toBeGreaterThan(60)
  expect(await page.evaluate(() => scrollY)).toBe(before)

  await page.mouse.wheel(0, -700)
  await expect.poll(() => below(page)).toBeGreaterThan(600)
  const left = await page.evaluate(() => scrollY)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tasks' }).click()
  await expect(page.getByRole('heading', { name: 'Tasks', level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page.getByText(FIRST).last()).toBeVisible()
  await settled(page)
  expect(Math.abs((await page.evaluate(() => scrollY)) - left)).toBeLessThan(5)
})
