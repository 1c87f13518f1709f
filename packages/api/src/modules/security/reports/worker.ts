import { press } from '../../../platform/print/press.ts'
import { renderReport } from './report.ts'

press(renderReport)
