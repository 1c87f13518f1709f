/*
 * Makes the pictures of the docs anew, of the sample at a hub that runs:
 *
 *   npm run hub -- seed
 *   HUB_SAMPLE_PASSWORD=… node e2e/pictures.ts http://localhost:3000
 */
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'
import { settled } from './support/settled.ts'

const FOLDER = new URL('../docs/images/', import.meta.url)
const SIZE = { width: 1280, height: 800 }

/** Follows the first link of the main part whose name fits. */
const follow = (page: Page, name: RegExp) =>
  page.getByRole('main').getByRole('link', { name }).first().click()

/** What is shown, from the address of the organization on. */
const pictures: Readonly<Record<string, (page: Page, base: string) => Promise<unknown>>> = {
  dashboard: (page, base) => page.goto(base),
  accounting: (page, base) => page.goto(`${base}/accounting/reports`),
  data: (page, base) => page.goto(`${base}/foundry`),
  async security(page, base) {
    await page.goto(`${base}/security`)
    await follow(page, /hearthandrye/)
  },
  async prices(page, base) {
    await page.goto(`${base}/marketplace`)
    await follow(page, /Sourdough/)
  },
  async travel(page, base) {
    await page.goto(`${base}/travel`)
    await follow(page, /Lyon/)
  },
}

async function signIn(page: Page, origin: string, password: string): Promise<string> {
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('Email').fill('ines@hearthandrye.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/o\/[^/]+/)
  return /^.*\/o\/[^/?]+/.exec(page.url())?.[0] ?? origin
}

const [origin = 'http://localhost:3000'] = process.argv.slice(2)
const { HUB_SAMPLE_PASSWORD: password, HUB_CHROMIUM: executablePath } = process.env
if (password === undefined) throw new Error('Set HUB_SAMPLE_PASSWORD to what `npm run hub -- seed` printed.')
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath })
try {
  const page = await browser.newPage({ viewport: SIZE, reducedMotion: 'reduce', colorScheme: 'light' })
  const base = await signIn(page, origin, password)
  for (const [name, show] of Object.entries(pictures)) {
    await show(page, base)
    await settled(page)
    await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, FOLDER)) })
    console.log(`docs/images/${name}.png`)
  }
} finally {
  await browser.close()
}
