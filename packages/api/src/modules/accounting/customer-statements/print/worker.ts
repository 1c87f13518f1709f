import { press } from '../../../../platform/print/press.ts'
import { renderStatement } from './statement.ts'

press(renderStatement)
