#include "app/command.h"
namespace hoso::app {
ExitCode run_doctor(const Settings&, const std::stop_token&) { return ExitCode::internal; }
}  // namespace hoso::app
