// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <map>
#include <stop_token>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <opencv2/core/utility.hpp>

#include "app/command.h"
#include "app/profile.h"
#include "app/talk.h"
#include "hoso/pipeline/version.h"

namespace hoso::app {
namespace {

/// What the command line said, before profile and environment are asked.
struct CommandLine {
  std::map<std::string, std::string> values;  ///< option name -> value
  std::string profile;
  std::vector<std::string> words;  ///< positional arguments
};

struct Command {
  std::string_view name;
  unsigned bit;
  const char* what;
  const char* arguments;  ///< name of the positional arguments; empty: none
  const char* arguments_help;
  const char* example;
};

constexpr std::array kCommands{
    Command{"digitise", for_digitise, "Turn images, PDFs and folders into searchable records", "INPUT",
            "Images, PDFs, folders",
            "hoso digitise scans/ho-so-0001 --out archive\n  hoso digitise --each scans --out archive --resume"},
    Command{"scan", for_scan, "Scan a dossier from a feeder or flatbed", "", "",
            "hoso scan --device 'test:0' --name HS-0001 --out archive"},
    Command{"scanners", for_scanners, "List the scanners", "", "", "hoso scanners"},
    Command{"find", for_find, "Search the catalogue", "WORDS", "Words, and \"phrases in quotes\"",
            "hoso find quyet dinh --out archive\n  hoso find '\"phê duyệt kế hoạch\" 2025' --out archive"},
    Command{"show", for_show, "Show a dossier's record", "DOSSIER", "Name of the dossier",
            "hoso show ho-so-0001 --out archive"},
    Command{"catalogue", for_catalogue, "Make the catalogue anew from the records", "ACTION", "rebuild",
            "hoso catalogue rebuild --out archive"},
    Command{"verify", for_verify, "Check that PDF files are valid PDF/A", "FILE", "PDF files",
            "hoso verify archive/ho-so-0001/ho-so-0001.pdf"},
    Command{"line", for_line, "Read images that hold one line of print each", "IMAGE",
            "JPEG, PNG, TIFF or PDF, or folders of them; each page is one line",
            "hoso line crop.png\n  hoso line --json --allowed 0123456789 numbers/*.png"}};

void add_options(CLI::App& command, unsigned bit, CommandLine& line) {
  for (const Option& option : option_table()) {
    if ((option.commands & bit) == 0) continue;
    const std::string name(option.name);
    CLI::Option* added = nullptr;
    if (option.kind == OptionKind::flag) {
      added = command.add_flag_function("--" + name + ",!--no-" + name, [&line, name](std::int64_t count) {
        line.values[name] = count > 0 ? "true" : "false";
      });
    } else {
      added = command.add_option_function<std::string>(
          "--" + name, [&line, name](const std::string& value) { line.values[name] = value; });
      added->type_name(std::string(option.value_name));
    }
    std::string help(option.help);
    if (const std::string value = option.get(Settings{}); option.kind != OptionKind::flag && !value.empty())
      help += " [" + value + "]";
    added->description(help);
    if (option.hidden) added->group("");
  }
  command.add_option("--profile", line.profile, "A file, or the name of a profile in ~/.config/hoso or /etc/hoso")
      ->type_name("PROFILE");
}

models::Result<Settings> settle(const CommandLine& line) {
  Settings settings;
  if (auto read = read_profile(line.profile, settings); !read) return tl::make_unexpected(read.error());
  for (const auto& [name, value] : line.values)
    if (auto set = find_option(name)->set(settings, value); !set) return tl::make_unexpected(set.error());
  for (const std::string& word : line.words) settings.inputs.emplace_back(word);
  return settings;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    // The shell took the quotes off a phrase: an argument with a space in it is one.
    const bool phrase = word.find(' ') != std::string::npos && word.find('"') == std::string::npos;
    text += (text.empty() ? "" : " ") + (phrase && words.size() > 1 ? "\"" + word + "\"" : word);
  }
  return text;
}

ExitCode run(unsigned command, const CommandLine& line, const std::stop_token& stop) {
  auto settled = settle(line);
  if (!settled) return tell_error({}, settled.error());
  Settings& settings = *settled;
  if ((command & (for_verify | for_scanners | for_line)) == 0)
    if (const auto out = resolve_out(settings); !out) return tell_error(settings, out.error());
  switch (command) {
    case for_digitise:
      return run_digitise(settings, stop);
    case for_scan:
      return run_scan(settings, stop);
    case for_scanners:
      return run_scanners(settings);
    case for_find:
      return run_find(settings, joined(line.words));
    case for_show:
      return run_show(settings, line.words.front());
    case for_line:
      return run_line(settings, stop);
    case for_catalogue:
      return run_catalogue_rebuild(settings);
    default:
      return run_verify(settings);
  }
}

/// Ctrl-C and SIGTERM: the first finishes the pages taken, the second ends at once. The signals are blocked in every
/// thread, and in every program that is started, so that only this thread ever sees them.
class Interruption {
 public:
  Interruption() {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, SIGUSR2}) sigaddset(&signals_, signal);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    thread_ = std::thread([this] { wait(); });
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption() {
    pthread_kill(thread_.native_handle(), SIGUSR2);
    thread_.join();
  }
  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  void wait() {
    for (int count = 0;; ++count) {
      int signal = 0;
      if (sigwait(&signals_, &signal) != 0 || signal == SIGUSR2) return;
      if (count > 0) std::_Exit(static_cast<int>(ExitCode::interrupted));
      fmt::print(stderr, "\nhoso: finishing the pages taken; once more to stop at once.\n");
      source_.request_stop();
    }
  }

  sigset_t signals_{};
  std::stop_source source_;
  std::thread thread_;
};

std::string general_help(const CLI::App& app) {
  return app.help() + "\nMore: hoso help exit-codes, hoso help profile\n";
}

ExitCode help_on(const std::string& topic, const CLI::App& app) {
  if (topic == "exit-codes")
    fmt::print("{}", exit_code_help());
  else if (topic == "profile")
    fmt::print("{}", stock_profile());
  else if (topic.empty())
    fmt::print("{}", general_help(app));
  else if (const auto command = std::ranges::find(kCommands, topic, &Command::name); command != kCommands.end())
    fmt::print("{}", app.get_subcommand(topic)->help());
  else {
    fmt::print(stderr, "hoso: there is no help on \"{}\". Topics: exit-codes, profile, and the commands.\n", topic);
    return ExitCode::usage;
  }
  return ExitCode::ok;
}

void add_commands(CLI::App& app, CommandLine& line, unsigned& chosen) {
  for (const Command& command : kCommands) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), command.what);
    add_options(*sub, command.bit, line);
    if (*command.arguments != '\0') sub->add_option(command.arguments, line.words, command.arguments_help)->required();
    sub->footer(fmt::format("Example:\n  {}", command.example));
    sub->callback([&chosen, bit = command.bit] { chosen = bit; });
  }
}

int run_program(int argc, char** argv) {
  // A process's own choice, not the library's: pages run side by side, so the work inside one page stays on its thread.
  cv::setNumThreads(1);
  CLI::App app("hoso: from paper dossiers to searchable, valid, findable records", "hoso");
  app.require_subcommand(1);
  app.set_version_flag("--version", "hoso " + pipeline::version());
  CommandLine line;
  unsigned chosen = 0;
  std::string topic;
  add_commands(app, line, chosen);
  CLI::App* help = app.add_subcommand("help", "Help on a command, on exit-codes, or on the profile");
  help->add_option("TOPIC", topic);
  if (argc == 1) return static_cast<int>(help_on("", app));
  if (argc == 3 && std::string_view(argv[1]) == "--help") return static_cast<int>(help_on(argv[2], app));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    return code == 0 ? 0 : static_cast<int>(ExitCode::usage);
  }
  if (help->parsed()) return static_cast<int>(help_on(topic, app));
  if (chosen == for_catalogue && line.words != std::vector<std::string>{"rebuild"}) {
    fmt::print(stderr, "hoso: the only action is `hoso catalogue rebuild`.\n");
    return static_cast<int>(ExitCode::usage);
  }
  const Interruption interruption;
  return static_cast<int>(run(chosen, line, interruption.token()));
}

}  // namespace
}  // namespace hoso::app

int main(int argc, char** argv) {
  try {
    return hoso::app::run_program(argc, argv);
  } catch (const std::exception& e) {
    fmt::print(stderr, "hoso: something went wrong inside the program. Report this with the technical cause. [{}]\n",
               e.what());
    return static_cast<int>(hoso::app::ExitCode::internal);
  }
}
