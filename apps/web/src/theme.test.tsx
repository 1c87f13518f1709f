import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { setTheme, useTheme } from './theme.ts'

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')

/** The system's choice of theme, which can change while a page is open. */
function systemTheme(prefersDark: boolean): { change: (prefersDark: boolean) => void } {
  const listeners = new Set<() => void>()
  let matches = prefersDark
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return matches
    },
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  }))
  return {
    change(next) {
      matches = next
      for (const listener of listeners) listener()
    },
  }
}

/** Runs the file as the browser does: as a script of the page. */
function runThemeScript(): void {
  const script = document.createElement('script')
  script.textContent = read('public/theme.js')
  document.head.append(script)
  script.remove()
}

const painted = () => document.documentElement.dataset['theme']
const Shown = () => <output>{useTheme()}</output>
const shown = () => screen.getByRole('status').textContent

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  localStorage.clear()
  delete document.documentElement.dataset['theme']
})

describe('the theme (WEB-3)', () => {
  it('follows the system while the page is open', () => {
    const system = systemTheme(false)
    render(<Shown />)
    expect(shown()).toBe('light')
    act(() => system.change(true))
    expect(shown()).toBe('dark')
  })

  it('stays with what the person chose when the system changes', () => {
    const system = systemTheme(false)
    render(<Shown />)
    act(() => setTheme('light'))
    act(() => system.change(true))
    expect(shown()).toBe('light')
    expect(painted()).toBe('light')
  })

  it('goes back to the system when another tab forgets the choice', () => {
    systemTheme(true)
    render(<Shown />)
    act(() => setTheme('light'))
    act(() => void window.dispatchEvent(new StorageEvent('storage', { key: 'hub.theme', newValue: null })))
    expect(shown()).toBe('dark')
    expect(painted()).toBeUndefined()
  })

  it('lasts until the page is closed where nothing can be stored', () => {
    systemTheme(false)
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    render(<Shown />)
    act(() => setTheme('dark'))
    expect(shown()).toBe('dark')
  })
})

describe('the script before the first pixel', () => {
  it.each(['light', 'dark'] as const)('paints the %s theme that was chosen', (theme) => {
    systemTheme(false)
    setTheme(theme)
    delete document.documentElement.dataset['theme']
    runThemeScript()
    expect(painted()).toBe(theme)
  })

  it.each([null, 'sepia'])('leaves it to the system where %s is stored', (stored) => {
    if (stored !== null) localStorage.setItem('hub.theme', stored)
    runThemeScript()
    expect(painted()).toBeUndefined()
  })

  it.each([
    ['inter', 'inter'],
    [null, undefined],
  ])('takes the font that an earlier visit fetched: %s', (stored, font) => {
    if (stored !== null) localStorage.setItem('hub.font', stored)
    runThemeScript()
    expect(document.documentElement.dataset['font']).toBe(font)
    delete document.documentElement.dataset['font']
  })

  it('breaks nothing where storage is forbidden', () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    runThemeScript()
    expect(painted()).toBeUndefined()
  })

  it('is waited for, and stands before everything that paints', () => {
    const page = new DOMParser().parseFromString(read('index.html'), 'text/html')
    const theme = page.querySelector<HTMLScriptElement>('script[src="/theme.js"]')
    expect(theme?.async).toBe(false)
    expect(theme?.defer).toBe(false)
    expect(theme?.type).toBe('')
    const [first] = page.querySelectorAll('script, link[rel="stylesheet"], style')
    expect(first).toBe(theme)
  })
})
