// What a board of this project may hold: Grafana's own published types, closed, with the options of each kind of panel.
import type { DataSourceRef, FieldConfig, FieldConfigSource, Panel, VariableModel } from "@grafana/schema/dist/types/raw/dashboard/x/types.gen";
import type { Dashboard } from "@grafana/schema/dist/types/raw/dashboard/x/types.gen";
import type { TableFieldOptions } from "@grafana/schema";
import type { Options as StatOptions } from "@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen";
import type { FieldConfig as TableField, Options as TableOptions } from "@grafana/schema/dist/types/raw/composable/table/panelcfg/x/types.gen";
import type { FieldConfig as SeriesField, Options as SeriesOptions } from "@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen";

interface Sql { refId: string; datasource: DataSourceRef; format: "table" | "time_series"; rawQuery: boolean; editorMode?: "code"; rawSql: string; }
interface Promql { refId: string; datasource: DataSourceRef; expr: string; legendFormat?: string; instant?: boolean; range?: boolean; }
type Shown<Kind extends string, Options, Custom> = Omit<Panel, "type" | "options" | "fieldConfig" | "targets"> & {
  type: Kind;
  options: Partial<Options>;
  fieldConfig: { defaults: Omit<FieldConfig, "custom"> & { custom?: Partial<Custom> }; overrides: FieldConfigSource["overrides"] };
  targets: Array<Sql | Promql>;
};
export type Board = Omit<Dashboard, "panels" | "templating"> & {
  templating: { list: Array<Partial<VariableModel> & { name: string; pluginId?: string; regex?: string }> };
  panels: Array<Shown<"stat", StatOptions, Record<string, never>> | Shown<"table", TableOptions, TableField> | Shown<"timeseries", SeriesOptions, SeriesField>>;
};
