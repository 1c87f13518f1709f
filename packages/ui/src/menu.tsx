import { useRender } from '@base-ui/react/use-render'
import { createContext, useContext, useState, type ReactElement, type ReactNode } from 'react'

import type * as menuParts from './menu-parts.tsx'

/*
 * The menu of Base UI is some 45 kB, and every page has two menus in its frame. So only the trigger is
 * there at first; the rest is fetched when a pointer or the focus comes near, at the latest by the click.
 */

type Parts = typeof menuParts

const PartsContext = createContext<Parts | null>(null)

let loading: Promise<Parts> | undefined

function loadParts(): Promise<Parts> {
  loading ??= import('./menu-parts.tsx').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

function useParts(): Parts {
  const parts = useContext(PartsContext)
  if (parts === null) throw new Error('Menu items stand inside a Menu.')
  return parts
}

export interface MenuProps {
  /** The button that opens it, such as `<IconButton label="More">`; it receives the trigger's props. */
  trigger: ReactElement
  align?: 'start' | 'center' | 'end' | undefined
  side?: 'top' | 'bottom' | undefined
  className?: string | undefined
  /** MenuItem, MenuLink, MenuChoice, MenuHeading, MenuSeparator. */
  children: ReactNode
}

/** A list of things to do. Arrow keys move, letters jump, Esc closes and focus goes back. */
export function Menu(props: MenuProps) {
  const [parts, setParts] = useState<Parts | null>(null)
  // A failed fetch is no news before the click, and after it the next click tries again.
  const ignore = () => undefined
  const open = () => void loadParts().then(setParts, ignore)
  const prepare = () => void loadParts().catch(ignore)
  const trigger = useRender({
    render: props.trigger,
    enabled: parts === null,
    props: {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onPointerEnter: prepare,
      onFocus: prepare,
      onClick: open,
    },
  })
  if (parts === null) return trigger
  return (
    <PartsContext value={parts}>
      <parts.MenuRoot {...props} />
    </PartsContext>
  )
}

export interface MenuItemProps {
  icon?: ReactNode
  /** The key that does the same outside of the menu. */
  shortcut?: string | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
  onClick?: (() => void) | undefined
  children: ReactNode
}

/** One act. */
export function MenuItem(props: MenuItemProps) {
  const parts = useParts()
  return <parts.MenuItem {...props} />
}

export interface MenuLinkProps {
  /** The router's link. */
  render: ReactElement
  icon?: ReactNode
  children: ReactNode
}

/** A place to go. */
export function MenuLink(props: MenuLinkProps) {
  const parts = useParts()
  return <parts.MenuLink {...props} />
}

export interface MenuChoiceProps<Value extends string> {
  /** Read out: what is chosen. */
  label: string
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[]
  value: Value
  onValueChange: (value: Value) => void
}

/** One of a few, with a check at the chosen one. */
export function MenuChoice<Value extends string>({ onValueChange, ...props }: MenuChoiceProps<Value>) {
  const parts = useParts()
  const choose = (value: string) => {
    const chosen = props.options.find((option) => option.value === value)
    if (chosen !== undefined) onValueChange(chosen.value)
  }
  return <parts.MenuChoice {...props} onValueChange={choose} />
}

export interface MenuCheckProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  children: ReactNode
}

/** On or off; the menu stays open so that several can be set. */
export function MenuCheck(props: MenuCheckProps) {
  const parts = useParts()
  return <parts.MenuCheck {...props} />
}

/** Words above the items that follow; not chosen by arrow keys. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2.5 pt-1.5 pb-1 text-12 font-medium text-text-3">{children}</div>
}

/** A line between groups. */
export function MenuSeparator() {
  return <div role="separator" className="my-1 h-px bg-line" />
}
