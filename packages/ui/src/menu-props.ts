import type { ReactElement, ReactNode } from 'react'

export interface MenuProps {
  /** The button that opens it, such as `<IconButton label="More">`; it receives the trigger's props. */
  trigger: ReactElement
  align?: 'start' | 'center' | 'end' | undefined
  side?: 'top' | 'bottom' | undefined
  className?: string | undefined
  /** MenuItem, MenuLink, MenuChoice, MenuHeading, MenuSeparator. */
  children: ReactNode
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

export interface MenuLinkProps {
  /** The router's link. */
  render: ReactElement
  icon?: ReactNode
  children: ReactNode
}

export interface MenuChoiceProps<Value extends string> {
  /** Read out: what is chosen. */
  label: string
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[]
  value: Value
  onValueChange: (value: Value) => void
}

export interface MenuCheckProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  children: ReactNode
}
