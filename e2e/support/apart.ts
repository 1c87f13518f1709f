import type { Page } from '@playwright/test'

/**
 * This page hears nothing of what others change, as behind a proxy that lets no WebSocket through. Nor does it read anything again
 * because a busy machine answered late and looked as if the hub had been away.
 */
export async function withoutLive(page: Page): Promise<void> {
  await page.routeWebSocket(/\/trpc\/ws\b/, () => undefined)
  await page.route('**/health/live', (route) => route.fulfill({ status: 200 }))
}
