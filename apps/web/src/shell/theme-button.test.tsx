import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ThemeButton } from './main-topbar.tsx'

/** jsdom has no media queries; this system prefers light. */
const systemPrefersLight = () => ({
  matches: false,
  addEventListener: vi.fn<() => void>(),
  removeEventListener: vi.fn<() => void>(),
})

beforeEach(() => vi.stubGlobal('matchMedia', systemPrefersLight))
afterEach(() => {
  cleanup()
  localStorage.clear()
  delete document.documentElement.dataset['theme']
  vi.unstubAllGlobals()
})

describe('the theme button (WEB-3)', () => {
  it('starts from the system and paints the other theme', async () => {
    render(<ThemeButton />)
    await userEvent.click(screen.getByRole('button', { name: 'Dark theme' }))
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(screen.getByRole('button', { name: 'Light theme' })).toBeDefined()
  })

  it('stores the choice under the key that theme.js reads before the first pixel', async () => {
    render(<ThemeButton />)
    await userEvent.click(screen.getByRole('button', { name: 'Dark theme' }))
    expect(localStorage.getItem('hub.theme')).toBe('dark')
  })

  it('follows a choice made in another tab', async () => {
    render(<ThemeButton />)
    window.dispatchEvent(new StorageEvent('storage', { key: 'hub.theme', newValue: 'dark' }))
    expect(await screen.findByRole('button', { name: 'Light theme' })).toBeDefined()
  })
})
