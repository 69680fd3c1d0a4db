package dev.atelier.mcp;

import java.util.List;

/** Tools that have one subject. */
interface Toolbox {
  List<McpTool> tools();
}
